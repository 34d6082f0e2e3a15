"""Names that are hard to read: bodies, and persons with the author lists that a librarian would write."""

BODIES = """BC Housing
BC Centre on Substance Use
BC Centre for Disease Control
BC Coroners Service
BC Ambulance Service
BC Mental Health and Substance Use Services
BC Emergency Health Services
BC Women's Hospital + Health Centre
First Nations Health Authority
Fraser Health
Fraser Health Authority
Interior Health
Island Health
Northern Health
Vancouver Coastal Health
Provincial Health Services Authority
Providence Health Care
Alberta Health Services
Ministry of Health
Ministry of Mental Health and Addictions
Ministère de la Santé et des Services sociaux
Health Canada
Santé Canada
Public Health Agency of Canada
Statistics Canada
Correctional Service Canada
Canadian Mental Health Association
Canadian Centre on Substance Use and Addiction
Canadian Drug Policy Coalition
Canadian Association of People Who Use Drugs
Canadian Institutes of Health Research
Canadian Institute for Health Information
Canadian Research Initiative in Substance Misuse (CRISM)
Centre for Addiction and Mental Health
CAMH
CATIE
UNODC
World Health Organization
Human Rights Watch
Médecins sans frontières
Doctors Without Borders
Moms Stop The Harm
Vancouver Area Network of Drug Users
PHS Community Services Society
RainCity Housing
Foundry BC
Pivot Legal Society
AIDS Vancouver
HIV Legal Network
Harm Reduction International
Drug User Liberation Front
Western Aboriginal Harm Reduction Society
Wetʼsuwetʼen First Nation
Métis Nation British Columbia
University of British Columbia
Université de Montréal
Simon Fraser University, Faculty of Health Sciences
Institut national de santé publique du Québec
Réseau de santé Vitalité
Abt, Inc.
""".splitlines()

# What stands in a cell or field, and the authors that a librarian would write, family names first.
HARD_NAMES = {
    "Smith JA; Doe KL": ["Smith, J. A.", "Doe, K. L."],
    "Smith J, Doe K, Roe L": ["Smith, J.", "Doe, K.", "Roe, L."],
    "Smith, J. A., & Doe, K. L.": ["Smith, J. A.", "Doe, K. L."],
    "Smith, J., Doe, K., and Roe, L.": ["Smith, J.", "Doe, K.", "Roe, L."],
    "Jane Doe and John Roe": ["Doe, Jane", "Roe, John"],
    "Jane Doe, John Roe, Ann Lee": ["Doe, Jane", "Roe, John", "Lee, Ann"],
    "Jane Doe, MD, PhD; John Roe": ["Doe, Jane", "Roe, John"],
    "Elder Alex": ["Alex"],
    "Elder Mary Point": ["Point, Mary"],
    "van der Berg": ["van der Berg"],
    "van der Berg A, Doe K": ["van der Berg, A.", "Doe, K."],
    "Anna van der Berg": ["van der Berg, Anna"],
    "van der Berg, Anna": ["van der Berg, Anna"],
    "de Vries AB": ["de Vries, A. B."],
    "De Vries AB": ["De Vries, A. B."],
    "Juan de la Cruz": ["de la Cruz, Juan"],
    "García Márquez G": ["García Márquez, G."],
    "García Márquez, Gabriel José": ["García Márquez, Gabriel José"],
    "Smith-Jones AB": ["Smith-Jones, A. B."],
    "O'Brien M-C": ["O'Brien, M.-C."],
    "Marie-Claire O’Brien RN MPH": ["O’Brien, Marie-Claire"],
    "MacKenzie JR": ["MacKenzie, J. R."],
    "McDonald A": ["McDonald, A."],
    "Smith JA Jr": ["Smith, J. A., Jr"],
    "Thomas Kerr Jr.": ["Kerr, Thomas, Jr."],
    "Kerr, Thomas, Jr.": ["Kerr, Thomas, Jr."],
    "J.A. Smith": ["Smith, J. A."],
    "JA Smith": ["Smith, J. A."],
    "J.-P. Sartre": ["Sartre, J.-P."],
    "Smith MD": ["Smith, M. D."],
    "Smith, MA": ["Smith, M. A."],
    "Dre Julie Bruneau": ["Bruneau, Julie"],
    "Center, Anna": ["Center, Anna"],
    "SMITH JA": ["SMITH, J. A."],
    "Jean DUPONT": ["DUPONT, Jean"],
    "Øystein Ås": ["Ås, Øystein"],
    "山田 太郎": ["山田, 太郎"],
    "山田太郎": ["山田太郎"],
    "Иван Петров": ["Петров, Иван"],
    "Петров И.И.; Doe K": ["Петров, И. И.", "Doe, K."],
    "محمد علي": ["علي, محمد"],
    "Jane Doe; BC Housing": ["Doe, Jane", "BC Housing"],
}
