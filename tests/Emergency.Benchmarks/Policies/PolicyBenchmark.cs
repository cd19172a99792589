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
        var world = new PolicyWorld(county, wanted.Units, wanted.BusyFraction);
        var options = new DemandOptions { CallsPerDay = wanted.CallsPerDay };
        var demand = DemandModel.Read(county, options, SharedData.Require("demand/montgomery_ems_profile.json"));
        var policies = PolicyRuns.Policies(county, wanted.BusyFraction);
        await output.WriteLineAsync(FormattableString.Invariant($"prepared in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; {county.Population.Length} cells, {county.Stations.Length} stations, {county.Hospitals.Length} hospitals, {wanted.Units} units"));
        var outcome = PolicyRuns.Run(world, demand, policies, wanted.Days, wanted.Seed, wanted.WithBound, cancellationToken);
        await new PolicyReport(world, options, demand, outcome, wanted).Write(output);
        await output.WriteLineAsync(FormattableString.Invariant($"took {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        return 0;
    }
}

/// <summary>What the command line asks for.</summary>
internal sealed record PolicyArguments
{
    public const string Usage = "usage: policies [--days N] [--calls PER-DAY] [--units N] [--seed N] [--busy FRACTION] [--no-bound true]";

    public int Days { get; init; } = 30;

    public double CallsPerDay { get; init; } = 120;

    public int Units { get; init; } = 16;

    public int Seed { get; init; } = 1;

    /// <summary>The q that the planner is told.</summary>
    public double BusyFraction { get; init; } = 0.35;

    public bool WithBound { get; init; } = true;

    public static PolicyArguments? Parse(string[] args)
    {
        var parsed = new PolicyArguments();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length && double.TryParse(args[i + 1], out var number) ? number : double.NaN;
            PolicyArguments? next = args[i] switch
            {
                "--days" when value is >= 1 and <= 1000 => parsed with { Days = (int)value },
                "--calls" when value is >= 1 and <= 2000 => parsed with { CallsPerDay = value },
                "--units" when value is >= 1 and <= 200 => parsed with { Units = (int)value },
                "--seed" when value is >= 0 and <= 1e6 => parsed with { Seed = (int)value },
                "--busy" when value is >= 0.01 and <= 0.95 => parsed with { BusyFraction = value },
                "--no-bound" => parsed with { WithBound = false },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            parsed = next;
        }

        return parsed;
    }
}
