SELECT v.rcid, e.code AS economy, v.vote
FROM source('un-votes/votes.parquet') v JOIN hand('economies.csv') e ON e.iso2 = v.country_code AND e.iso2 <> ''
