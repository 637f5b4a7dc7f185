-- Who held which status with the SCO from one day to another, or may have: first_day is in, until_day is out.
-- As of a day: first_day <= '2018-11-27' AND (until_day IS NULL OR '2018-11-27' < until_day)
CREATE VIEW statuses_as_of AS
WITH periods AS (
  SELECT
    delegations.id AS delegation,
    delegations.name AS name,
    statuses.position AS position,
    statuses.status AS status,
    statuses.from_first AS possible_from,
    statuses.from_last AS certain_from,
    statuses.until_first AS certain_until,
    statuses.until_last AS possible_until,
    statuses.until_first IS NULL OR statuses.from_last < statuses.until_first AS ever_certain
  FROM delegations_statuses AS statuses
  JOIN delegations ON delegations.id = statuses.delegation
)
SELECT delegation, name, status, 'certain' AS certainty, certain_from AS first_day, certain_until AS until_day
FROM periods
WHERE ever_certain
UNION ALL
SELECT delegation, name, status, 'unknown', possible_from, certain_from
FROM periods
WHERE ever_certain AND possible_from < certain_from
UNION ALL
SELECT delegation, name, status, 'unknown', certain_until, possible_until
FROM periods
WHERE ever_certain AND certain_until < possible_until
UNION ALL
SELECT delegation, name, status, 'unknown', possible_from, possible_until
FROM periods
WHERE NOT ever_certain AND possible_from < possible_until;
