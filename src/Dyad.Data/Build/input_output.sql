SELECT w.year, w.exporter, w.sector, w.importer, u.sector AS use_sector, sum(w.value) AS million_usd
FROM wiod w JOIN hand('correspondence.csv') u ON u.industry = w.use
WHERE w.year IN (1995, 2000, 2005, 2011)
GROUP BY ALL HAVING sum(w.value) <> 0
