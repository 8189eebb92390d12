SELECT r.rcid, r.date, r.session, r.unres AS resolution, r.short AS description,
       count(*) FILTER (v.vote = 'yes') AS yes, count(*) FILTER (v.vote = 'no') AS no, count(*) FILTER (v.vote = 'abstain') AS abstain
FROM source('un-votes/roll-calls.parquet') r LEFT JOIN source('un-votes/votes.parquet') v USING (rcid)
GROUP BY ALL
