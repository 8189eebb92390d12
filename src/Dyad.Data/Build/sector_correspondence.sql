SELECT industry, isic_rev3, name_en, sector FROM hand('correspondence.csv')
