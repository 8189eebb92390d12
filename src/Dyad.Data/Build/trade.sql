SELECT year, exporter, importer, sector, sum(value) AS million_usd
FROM wiod
GROUP BY ALL HAVING sum(value) <> 0
