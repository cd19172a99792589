using Emergency.Domain;

namespace Emergency.Benchmarks.Policies;

/// <summary>Prints what was assumed, what came of it, and with what certainty.</summary>
internal sealed class PolicyReport(PolicyWorld world, DemandOptions options, DemandModel demand, PolicyOutcome outcome, PolicyArguments wanted)
{
    private const double MsPerDay = 86_400_000;
    private readonly DayBootstrap _bootstrap = new(outcome.Days, wanted.Seed);

    public async Task Write(TextWriter output)
    {
        var first = outcome.Results[0];
        var calls = first.Sum(d => d.ResponseMs.Length);
        double[] perDay = [.. first.Select(d => (double)d.ResponseMs.Length)];
        var variance = perDay.Sum(n => Math.Pow(n - perDay.Average(), 2)) / Math.Max(1, perDay.Length - 1);
        await output.WriteLineAsync(
            FormattableString.Invariant($"{outcome.Days} days of seed {wanted.Seed}, {calls} calls, {perDay.Average():0.0} a day with variance {variance:0} (model: {options.CallsPerDay} a day, variance over mean {demand.VarianceOverMean:0.00}); ")
            + FormattableString.Invariant($"priorities I to IV {string.Join('/', options.Priorities.Select(p => p.ToString("0.00")))}; {options.TransportShare:0%} to the nearest hospital; "));
        await output.WriteLineAsync(
            FormattableString.Invariant($"assumed, log-normal with variation {options.ServiceVariation}: on scene {options.OnSceneMinutes} min, at hospital {options.AtHospitalMinutes} min; ")
            + $"delays {world.Delays.Dispatch.TotalSeconds} s dispatch, {world.Delays.TurnoutAtStation.TotalSeconds} s turnout at station, {world.Delays.TurnoutMobile.TotalSeconds} s mobile; ");
        await output.WriteLineAsync($"homes by MEXCLP: {string.Join(' ', world.Homes.CountBy(h => h).Select(h => $"{world.County.Stations[h.Key].Id}×{h.Value}"))}");
        await output.WriteLineAsync("95 % intervals by a bootstrap over days, the same days drawn for every policy");
        await output.WriteLineAsync(
            $"{"policy",-18}{"in time %",22}{"urban %",9}{"rural %",9}{"I-II %",8}{"mean s",22}{"median s",9}{"P90 s",7}{"moves/shift",12}{"crews at most",14}{"away %",8}{"changes",9}{"busy",7}{"late less than closest-idle, %",34}");
        for (var p = 0; p < outcome.Policies.Count; p++)
        {
            await output.WriteLineAsync(Line(p));
        }

        await WriteBounds(output);
        await WriteResults(output);
    }

    private string Line(int policy)
    {
        var days = outcome.Results[policy];
        var times = Responses(days, _ => true);
        var inTime = _bootstrap.Of(draw => InTime(policy, draw, _ => true) * 100);
        var mean = _bootstrap.Of(draw => draw.Sum(d => days[d].ResponseMs.Sum()) / 1000.0 / draw.Sum(d => days[d].ResponseMs.Length));
        var burden = days.SelectMany((d, n) => d.Moves.CountBy(m => (n, m.Unit, m.Shift))).Select(m => m.Value).DefaultIfEmpty(0).Max();
        int[] all = [.. Enumerable.Range(0, outcome.Days)];
        return $"{outcome.Policies[policy].Name,-18}{inTime.Text("0.00"),22}{InTime(policy, all, c => c.Area is AreaKind.Urban) * 100,9:0.00}{InTime(policy, all, c => c.Area is AreaKind.Rural) * 100,9:0.00}"
            + $"{InTime(policy, all, c => c.Priority <= Priority.II) * 100,8:0.00}{mean.Text("0"),22}{Quantile(times, 0.5),9:0}{Quantile(times, 0.9),7:0}{MovesPerShift(days),12:0.000}{burden,14}"
            + $"{100.0 * days.Sum(d => d.Away) / days.Sum(d => d.Freed),8:0.0}{days.Sum(d => d.Redispatched),9}{Busy(days),7:0.00}{Less(policy).Text("0.0"),34}";
    }

    /// <summary>Late calls fewer than under the first policy, in percent of those.</summary>
    private Estimate Less(int policy) => _bootstrap.Of(draw =>
        100 * (1 - (draw.Sum(d => outcome.Results[policy][d].Late) / (double)draw.Sum(d => outcome.Results[0][d].Late))));

    private async Task WriteBounds(TextWriter output)
    {
        if (!wanted.WithBound)
        {
            return;
        }

        await output.WriteLineAsync(
            $"with the day known beforehand: at least {outcome.AtLeast.Sum()} late for any choice of units with returns home (Lagrangian bound); {outcome.Planned.Sum()} late in schedules found and driven; "
            + $"at least {outcome.AtLeastAnywhere.Sum()} where units may return to any station");
        for (var p = 0; p < outcome.Policies.Count; p++)
        {
            var late = outcome.Results[p];
            var toPlanned = _bootstrap.Of(draw => draw.Sum(d => late[d].Late) / (double)draw.Sum(d => Best(d)));
            var below = Enumerable.Range(0, outcome.Days).Count(d => late[d].Late < outcome.AtLeast[d]);
            await output.WriteLineAsync(
                $"{outcome.Policies[p].Name,-18} late {late.Sum(d => d.Late),6} = {Ratio(late.Sum(d => d.Late), outcome.AtLeast.Sum())} × the bound, {toPlanned.Text("0.00")} × the best schedule found; "
                + $"mean response {100 * (Mean(p) / Mean(0) - 1):+0.0;-0.0} %; days below the bound {below}");
        }
    }

    private static string Ratio(int late, int bound) => bound > 0 ? (late / (double)bound).ToString("0.00") : "unbounded";

    private int Best(int day) => Math.Min(outcome.Planned[day], outcome.Results[0][day].Late);

    private async Task WriteResults(TextWriter output)
    {
        for (var p = 0; p < outcome.Policies.Count; p++)
        {
            var less = Less(p);
            var days = outcome.Results[p];
            var times = Responses(days, _ => true);
            var bound = wanted.WithBound
                ? $" ratio_to_bound={Ratio(days.Sum(d => d.Late), outcome.AtLeast.Sum())} ratio_to_schedule_found={days.Sum(d => d.Late) / (double)Enumerable.Range(0, outcome.Days).Sum(Best):0.00}"
                : "";
            await output.WriteLineAsync(
                $"RESULT name=policies value={less.Value:0.0} unit=percent_fewer_late policy={outcome.Policies[p].Name} low={less.Low:0.0} high={less.High:0.0} "
                + $"in_time={InTime(p, [.. Enumerable.Range(0, outcome.Days)], _ => true):0.0000} median_s={Quantile(times, 0.5):0} p90_s={Quantile(times, 0.9):0} mean_s={Mean(p):0} "
                + $"moves_per_crew_and_shift={MovesPerShift(days):0.000} busy={Busy(days):0.000} calls_per_day={outcome.Results[0].Average(d => d.ResponseMs.Length):0.0} days={outcome.Days} seed={wanted.Seed}{bound}");
        }
    }

    private double InTime(int policy, int[] draw, Func<SimulatedCall, bool> which)
    {
        long count = 0, inTime = 0;
        foreach (var d in draw)
        {
            var day = outcome.Results[policy][d];
            foreach (var call in day.Day.Calls.Where(which))
            {
                count++;
                inTime += day.IsLate(call.Index) ? 0 : 1;
            }
        }

        return inTime / (double)count;
    }

    private double Mean(int policy) => Responses(outcome.Results[policy], _ => true).Average();

    private double Busy(DayResult[] days) => days.Sum(d => d.BusyMs) / (MsPerDay * outcome.Days * world.Fleet.Length);

    /// <summary>Moves of one crew in one shift, on average; a day has two shifts.</summary>
    private double MovesPerShift(DayResult[] days) => days.Sum(d => d.Moves.Count) / (2.0 * outcome.Days * world.Fleet.Length);

    private static double[] Responses(DayResult[] days, Func<SimulatedCall, bool> which) =>
        [.. days.SelectMany(d => d.Day.Calls.Where(which).Select(c => d.ResponseMs[c.Index] / 1000.0)).Order()];

    private static double Quantile(double[] ascending, double level) =>
        Domain.Clocks.Quantile.Of([.. ascending.Select(TimeSpan.FromSeconds)], level)!.Value.TotalSeconds;
}
