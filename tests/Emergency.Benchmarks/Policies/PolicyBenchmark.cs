using System.Diagnostics;
using Emergency.Geography;
using Emergency.TestKit;

namespace Emergency.Benchmarks.Policies;

/// <summary>The same seeded days under each policy, through the domain's own rules and the engine's own times.</summary>
internal static class PolicyBenchmark
{
    public static async Task<int> Run(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (PolicyArguments.Parse(args) is not { } wanted)
        {
            await Console.Error.WriteLineAsync(PolicyArguments.Usage);
            return 2;
        }

        var started = Stopwatch.GetTimestamp();
        var findings = new CountyFindings();
        var county = CountyImport.Run(new ImportRequest { CsvDirectory = SharedData.Require("auckland") }, findings, cancellation: cancellationToken)
            ?? throw new InvalidOperationException(string.Join('\n', findings.All));
        var world = new PolicyWorld(county, wanted.Units, wanted.Relocation.BusyFraction);
        var options = new DemandOptions { CallsPerDay = wanted.CallsPerDay };
        var demand = DemandModel.Read(county, options, SharedData.Require("demand/montgomery_ems_profile.json"));
        var policies = PolicyRuns.Policies(county, wanted.Relocation, wanted.CoverageStep);
        await output.WriteLineAsync(
            FormattableString.Invariant($"prepared in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; {county.Population.Length} cells, {county.Stations.Length} stations, ")
            + $"{county.Hospitals.Length} hospitals, {wanted.Units} units; relocation {wanted.Relocation}");
        var outcome = PolicyRuns.Run(world, demand, policies, wanted.Days, wanted.Seed, wanted.WithBound, cancellationToken);
        await new PolicyReport(world, options, demand, outcome, wanted).Write(output);
        await output.WriteLineAsync(FormattableString.Invariant($"took {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        return 0;
    }
}

/// <summary>What the command line asks for.</summary>
internal sealed record PolicyArguments
{
    public const string Usage =
        "usage: policies [--days N] [--calls PER-DAY] [--units N] [--seed N] [--busy FRACTION] [--moves PER-SHIFT] [--least-gain SHARE] "
        + "[--coverage-step PEOPLE] [--bound 0|1]";

    public int Days { get; init; } = 30;

    public double CallsPerDay { get; init; } = 160;

    public int Units { get; init; } = 16;

    public int Seed { get; init; } = 1;

    public bool WithBound { get; init; } = true;

    /// <summary>The step of coverage costs in the policy that is meant to lengthen the mean response little.</summary>
    public double CoverageStep { get; init; } = 25_000;

    public RelocationOptions Relocation { get; init; } = new() { BusyFraction = 0.35 };

    public static PolicyArguments? Parse(string[] args)
    {
        var parsed = new PolicyArguments();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length && double.TryParse(args[i + 1], out var number) ? number : double.NaN;
            if (With(parsed, args[i], value) is not { } next || next.Relocation.Problems().Any())
            {
                return null;
            }

            parsed = next;
        }

        return parsed;
    }

    private static PolicyArguments? With(PolicyArguments given, string name, double value) => name switch
    {
        "--days" when value is >= 1 and <= 1000 => given with { Days = (int)value },
        "--calls" when value is >= 1 and <= 2000 => given with { CallsPerDay = value },
        "--units" when value is >= 1 and <= 200 => given with { Units = (int)value },
        "--seed" when value is >= 0 and <= 1e6 => given with { Seed = (int)value },
        "--bound" when value is 0 or 1 => given with { WithBound = value == 1 },
        "--coverage-step" when value is >= 1 and <= 1e7 => given with { CoverageStep = value },
        "--busy" when double.IsFinite(value) => given with { Relocation = given.Relocation with { BusyFraction = value } },
        "--moves" when value is >= 0 and <= 100 => given with { Relocation = given.Relocation with { MovesPerShift = (int)value } },
        "--least-gain" when double.IsFinite(value) => given with { Relocation = given.Relocation with { LeastGain = value } },
        _ => null,
    };
}
