SELECT e.code, nullif(e.iso2, '') AS iso2, e.name_en, e.name_zh, e.name_ru,
       e.in_sector_panel = 'true' AS in_sector_panel,
       e.code IN (SELECT economy(exporter) FROM source('wiod2016-totals/trade.parquet')) AS in_totals
FROM hand('economies.csv') e
