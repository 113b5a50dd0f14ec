import { getCountryDataList } from 'countries-list';

const COUNTRY_NAMES: ReadonlyMap<string, string> = new Map(
  getCountryDataList().map((country) => [country.iso3, country.name]),
);

/** The English name of an ISO 3166-1 alpha-3 code; a code that the standard does not hold stands for itself. */
export function countryName(code: string): string {
  return COUNTRY_NAMES.get(code) ?? code;
}
