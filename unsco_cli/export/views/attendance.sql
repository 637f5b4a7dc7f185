-- Which delegation came to which event, in what capacity and with what part, and the status that it held on
-- the first day of the event: unknown where the dates leave it open, nothing where it held none.
CREATE VIEW attendance AS
SELECT
  delegations.id AS delegation,
  delegations.name AS name,
  events.id AS event,
  events.start AS start,
  participants.capacity AS capacity,
  participants.part AS part,
  COALESCE(
    (
      SELECT statuses.status
      FROM delegations_statuses AS statuses
      WHERE statuses.delegation = delegations.id
        AND statuses.from_last <= events.start_first
        AND (statuses.until_first IS NULL OR events.start_last < statuses.until_first)
      ORDER BY statuses.position
      LIMIT 1
    ),
    (
      SELECT 'unknown'
      FROM delegations_statuses AS statuses
      WHERE statuses.delegation = delegations.id
        AND statuses.from_first <= events.start_last
        AND (statuses.until_last IS NULL OR events.start_first < statuses.until_last)
      LIMIT 1
    )
  ) AS status
FROM events_participants AS participants
JOIN events ON events.id = participants.event
JOIN delegations ON delegations.id = participants.id;
