"""What a user gives, as text: decoded, without markup, clean."""
