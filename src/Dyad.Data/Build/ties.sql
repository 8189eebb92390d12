SELECT economy(exporter) AS exporter, economy(importer) AS importer, distw AS distance_km, distcap AS distance_capitals_km,
       contig = 1 AS contiguity, comlang_off = 1 AS common_language, colony = 1 AS colony
FROM source('cepii-dist/dist.parquet')
WHERE economy(exporter) IN (SELECT code FROM hand('economies.csv')) AND economy(importer) IN (SELECT code FROM hand('economies.csv'))
