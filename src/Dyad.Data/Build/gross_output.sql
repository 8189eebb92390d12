SELECT o.year, economy(o.country) AS economy, s.sector, sum(o.output) AS million_usd
FROM source('wiod2013/output.parquet') o JOIN hand('correspondence.csv') s ON s.industry = o.industry
GROUP BY ALL
