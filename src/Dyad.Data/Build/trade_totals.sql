SELECT year, economy(exporter) AS exporter, economy(importer) AS importer, trade AS million_usd,
       fta = 1 AS agreement, eu_enlargement = 1 AS eu_enlargement
FROM source('wiod2016-totals/trade.parquet')
