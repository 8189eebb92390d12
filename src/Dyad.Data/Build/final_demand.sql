SELECT year, exporter, sector, importer,
       CASE use WHEN 'c37' THEN 'households' WHEN 'c38' THEN 'non_profit' WHEN 'c39' THEN 'government'
                WHEN 'c41' THEN 'capital_formation' WHEN 'c42' THEN 'inventories' END AS category,
       sum(value) AS million_usd
FROM wiod
WHERE year IN (1995, 2000, 2005, 2011) AND use IN ('c37', 'c38', 'c39', 'c41', 'c42')
GROUP BY ALL HAVING sum(value) <> 0
