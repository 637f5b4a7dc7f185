"""What is to become of a store: pure functions from records to the records after a change."""
