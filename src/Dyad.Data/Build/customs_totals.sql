SELECT year, exporter, importer, reporter, million_usd, valuation, citation, address FROM hand('customs_totals.csv')
