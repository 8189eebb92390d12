SELECT code AS economy, year, gdp_usd AS usd
FROM source('gdp/gdp.parquet')
WHERE code IN (SELECT code FROM hand('economies.csv')) AND gdp_usd IS NOT NULL
