using Emergency.Domain;
using Emergency.Geography;
using Microsoft.Extensions.Logging;

namespace Emergency.Simulators;

/// <summary>The simulated world of one county: puts it together, runs it, and says every few seconds how it is.</summary>
internal sealed partial class Simulation(SimulatorArguments arguments, TimeProvider system, ILoggerFactory loggers, TextWriter output)
{
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(10);

    /// <summary>How often the clock is asked for at first: the quickest answer tells it best.</summary>
    private const int ClockQuestions = 5;

    private static readonly TimeSpan KeysTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan KeysPause = TimeSpan.FromSeconds(0.5);
    private readonly ILogger _logger = loggers.CreateLogger<Simulation>();
    private readonly Identities _identities = new();
    private readonly Seed _seed = Seed.Of(arguments.Seed);

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="CentreException">The centre did not start or refuses us.</exception>
    /// <exception cref="InvalidDataException">An option or a file is wrong.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        var options = Options();
        var county = arguments.County is { } folder ? County.Load(folder) : BuiltInCounty.Create();
        using var centre = new CentreClient(options, system, loggers.CreateLogger<CentreClient>());
        LogWaiting(_logger, arguments.Url);
        await centre.Start(cancellation);
        var clock = new CountyClock(await centre.Clock(cancellation), system);
        for (var question = 0; question < ClockQuestions; question++)
            await clock.Ask(centre, cancellation);
        var fleet = await Fleet(county, clock, centre, cancellation);
        var (calls, dispatcher) = Desk(county, clock, centre);
        using var people = new ClinicalPeople(arguments, options, _identities, _seed, system, loggers);
        var clinical = await people.Start(clock, cancellation);
        output.WriteLine(
            $"simulating {county.Profile.Name.Zh} at {arguments.Url}: seed {arguments.Seed}, {fleet.Status.Vehicles} vehicles, clock ×{clock.Speed:0.##}, "
            + $"callers {OnOff(calls)}, dispatchers {OnOff(dispatcher)}, physicians {OnOff(people.Physicians)}, "
            + $"hospital desks {OnOff(people.Desks)}: on simulated calls only");
        await RunAll(
            [
                fleet.Run,
                token => Watch(centre, clock, token),
                token => Tell(new StatusLine(fleet, calls, dispatcher, people, clock), token),
                .. calls is null ? [] : new[] { calls.Run },
                .. dispatcher is null ? [] : new[] { dispatcher.Run },
                .. clinical,
            ],
            cancellation);
    }

    private CentreOptions Options()
    {
        var options = new CentreOptions { Address = arguments.Url, User = arguments.User, Password = arguments.Password };
        return Checked(options, options.Problems());
    }

    private async Task<Fleet> Fleet(County county, CountyClock clock, CentreClient centre, CancellationToken cancellation)
    {
        var options = new FleetOptions();
        options = options with
        {
            MostVehicles = arguments.Vehicles ?? options.MostVehicles,
            Patients = arguments.Patients,
            EcgStreams = arguments.EcgVehicles,
        };
        Checked(options, options.Problems());
        var keys = await Keys(county, cancellation);
        var units = await centre.Units(cancellation);
        var seen = units.Where(unit => unit is { FixAt: not null, Position: not null })
            .ToDictionary(unit => unit.AmbulanceId, unit => unit.Position!.Point);
        return new FleetFactory(county, options, clock, system, _identities, _seed, loggers).Create(arguments.Url, keys, Radio(county), seen);
    }

    private RadioMap? Radio(County county)
    {
        if (!arguments.Radio)
            return null;
        var options = new RadioOptions();
        var radio = RadioMap.Of(county, Checked(options, options.Problems()), _seed.Branch("radio"));
        output.WriteLine($"radio: {radio.Sites} masts, dead valleys between them");
        return radio;
    }

    /// <summary>A centre that starts for the first time may write the file only after it is ready.</summary>
    private async Task<IReadOnlyDictionary<AmbulanceId, string>> Keys(County county, CancellationToken cancellation)
    {
        var started = system.GetTimestamp();
        while (true)
        {
            var keys = File.Exists(arguments.DeviceKeys) ? await DeviceKeys.Read(arguments.DeviceKeys, cancellation) : null;
            if (keys is not null && county.Vehicles.Any(vehicle => keys.ContainsKey(vehicle.Id)))
                return keys;
            if (system.GetElapsedTime(started) > KeysTimeout)
                throw new InvalidDataException($"{arguments.DeviceKeys} has no key of a vehicle of this county");
            await Task.Delay(KeysPause, system, cancellation);
        }
    }

    private (CallTaker? Calls, Dispatcher? Dispatcher) Desk(County county, CountyClock clock, CentreClient centre)
    {
        var calls = new CallOptions { PerDay = arguments.CallsPerDayIn(county) };
        var dispatch = new DispatchOptions();
        Checked(calls, calls.Problems().Concat(dispatch.Problems()));
        var queue = arguments.Dispatchers ? new DispatchQueue(dispatch, _seed.Branch("dispatch").Random()) : null;
        var dispatcher = queue is null
            ? null
            : new Dispatcher(centre, queue, dispatch, clock, system, _identities, loggers.CreateLogger<Dispatcher>());
        if (!arguments.Callers)
            return (null, dispatcher);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(county.Profile.TimeZone);
        var process = new CallProcess(calls, new CallRhythm(calls.Rhythm), zone, _seed.Branch("calls"));
        var caller = new Caller(county, calls, _seed.Branch("callers").Random());
        var taker = new CallTaker(process, caller, centre, queue, calls, clock.Time, _identities, loggers.CreateLogger<CallTaker>());
        return (taker, dispatcher);
    }

    /// <summary>Runs everything until the first part ends, then stops the others.</summary>
    private static async Task RunAll(IReadOnlyList<Func<CancellationToken, Task>> parts, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = parts.Select(part => Task.Run(() => part(ending.Token), CancellationToken.None)).ToList();
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            if (ended.IsCompletedSuccessfully)
                continue;
            await ending.CancelAsync();
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ended;
        }
    }

    private async Task Tell(StatusLine status, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(StatusInterval, system);
        while (await timer.WaitForNextTickAsync(cancellation))
            await output.WriteLineAsync(status.ToString());
    }

    /// <summary>Keeps the county's clock right however long the simulation runs.</summary>
    private async Task Watch(CentreClient centre, CountyClock clock, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(StatusInterval, system);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                await clock.Ask(centre, cancellation);
            }
            catch (CentreException unreachable)
            {
                // The clock runs on by itself until the centre answers again.
                LogNoClock(_logger, unreachable.Message);
            }
        }
    }

    private static T Checked<T>(T options, IEnumerable<string> problems) =>
        problems.FirstOrDefault() is { } problem ? throw new InvalidDataException(problem) : options;

    private static string OnOff(object? part) => part is null ? "off" : "on";

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the centre at {Address}")]
    private static partial void LogWaiting(ILogger logger, Uri address);

    [LoggerMessage(Level = LogLevel.Information, Message = "The centre's clock was not heard: {Reason}")]
    private static partial void LogNoClock(ILogger logger, string reason);
}
