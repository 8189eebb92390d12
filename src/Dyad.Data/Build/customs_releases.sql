SELECT reporter, year, citation, address
FROM hand('customs_releases.csv')
