SELECT year, exporter, importer, reporter, classification, product, million_usd, kilograms, valuation, citation, address
FROM hand('customs_products.csv')
