import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

// The official JSON schema of HL7 FHIR R4 (4.0), as this package carries it.
type Validator = { validate(resource: unknown, verbose: boolean): { dataPath?: string; message?: string }[] | string[] | null };
const FhirValidator = createRequire(import.meta.url)('@asymmetrik/fhir-json-schema-validator') as new () => Validator;
const validator = new FhirValidator();

// What our own server code makes of two records; the domain's tests hold these files against that code.
const folder = '../../../../../tests/Emergency.Domain.Tests/Handover/';
const files = ['handover.fhir.json', 'handover-unknown.fhir.json'];

type Entry = { fullUrl: string; resource: Record<string, unknown> & { resourceType: string } };
type Bundle = { resourceType: string; type: string; entry: Entry[] };

function read(file: string): Bundle {
  return JSON.parse(readFileSync(new URL(folder + file, import.meta.url), 'utf8')) as Bundle;
}

function problems(resource: unknown): unknown[] {
  return validator.validate(resource, true) ?? [];
}

describe('handover document', () => {
  it.each(files)('%s is valid FHIR R4, whole and resource by resource', (file) => {
    const bundle = read(file);

    expect(bundle.entry.length).toBeGreaterThan(5);
    for (const { resource } of bundle.entry) expect(problems(resource), resource.resourceType).toEqual([]);
    expect(problems(bundle)).toEqual([]);
  });

  it('the schema has teeth: what is wrong is refused', () => {
    const observation = read('handover.fhir.json').entry.find((e) => e.resource.resourceType === 'Observation')?.resource;
    expect(observation).toBeDefined();

    expect(problems(observation)).toEqual([]);
    expect(problems({ ...observation, colour: 'red' })).not.toEqual([]);
    expect(problems({ ...observation, status: 'perhaps' })).not.toEqual([]);
    expect(problems({ ...observation, effectiveDateTime: '17.07.2026 09:02' })).not.toEqual([]);
    expect(problems({ ...observation, valueQuantity: { value: '88' } })).not.toEqual([]);
  });
});
