-- Who held which status with the SCO on each of the days asked for, or may have.
--
-- Tables: delegations, delegations_statuses, and asked (day, first_day, last_day) with a row for each day:
-- 2018-11-27 begins and ends on that day; the year 2017 is one unknown day from its first to its last.
SELECT
  asked.day AS day,
  delegations.id AS delegation,
  delegations.name AS name,
  statuses.status AS status,
  CASE
    WHEN statuses.from_last <= asked.first_day
      AND (statuses.until_first IS NULL OR asked.last_day < statuses.until_first) THEN 'certain'
    ELSE 'unknown'
  END AS certainty
FROM asked
JOIN delegations_statuses AS statuses
  ON statuses.from_first <= asked.last_day
  AND (statuses.until_last IS NULL OR asked.first_day < statuses.until_last)
JOIN delegations ON delegations.id = statuses.delegation
ORDER BY asked.first_day, asked.last_day, delegations.id, statuses.position
