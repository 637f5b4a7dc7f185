-- Which delegation came to which event, in what capacity and with what part, and the status that it held on
-- the first day of the event: unknown where the dates leave it open, nothing where it held none.
--
-- Tables: delegations, delegations_statuses, events, events_participants.
WITH held AS (
  SELECT
    participants.event AS event,
    participants.position AS position,
    COUNT(*) AS possible,
    MIN(
      CASE
        WHEN statuses.from_last <= events.start_first
          AND (statuses.until_first IS NULL OR events.start_last < statuses.until_first)
        THEN statuses.position
      END
    ) AS certain
  FROM events_participants AS participants
  JOIN events ON events.id = participants.event
  JOIN delegations_statuses AS statuses
    ON statuses.delegation = participants.id
    AND statuses.from_first <= events.start_last
    AND (statuses.until_last IS NULL OR events.start_first < statuses.until_last)
  GROUP BY participants.event, participants.position
)
SELECT
  delegations.id AS delegation,
  events.id AS event,
  participants.capacity AS capacity,
  participants.part AS part,
  CASE
    WHEN held.certain IS NOT NULL THEN statuses.status
    WHEN held.possible > 0 THEN 'unknown'
  END AS status
FROM events_participants AS participants
JOIN events ON events.id = participants.event
JOIN delegations ON delegations.id = participants.id
LEFT JOIN held ON held.event = participants.event AND held.position = participants.position
LEFT JOIN delegations_statuses AS statuses
  ON statuses.delegation = participants.id AND statuses.position = held.certain
ORDER BY delegations.id, events.start_first, LENGTH(events.start), events.id, participants.position
