using System.Globalization;
using Emergency.Geography;

namespace Emergency.Simulators;

/// <summary>The command line was wrong.</summary>
internal sealed class ArgumentsException(string message) : Exception(message);

/// <summary>What the command line says.</summary>
internal sealed record SimulatorArguments
{
    /// <summary>How the command line reads.</summary>
    public const string Usage = """
        usage: Emergency.Simulators --device-keys FILE [options]

          --url URL            the centre (http://127.0.0.1:8120)
          --county DIR|builtin the county package that the centre runs (builtin)
          --device-keys FILE   the vehicles' keys, a JSON object: ambulance id → key
          --vehicles N         at most so many vehicles of the county, 0 to 10000 (all)
          --callers on|off     simulated callers (on)
          --dispatchers on|off simulated dispatchers; they act on simulated calls only (on)
          --patients on|off    patients with vital signs and ECG, whom crews treat (on)
          --ecg-vehicles N     the most vehicles that send a live ECG at a time, 0 to 1000 (4)
          --radio on|off       radio cells with dead valleys between vehicles and centre (on)
          --physicians on|off  simulated physicians; they act on simulated calls only (on)
          --hospitals on|off   simulated hospital desks; they act on simulated calls only (on)
          --calls-per-day N    calls of a mean day (45 for 0.43 million people, other counties in proportion)
          --seed N             the same seed makes the same day (1)
          --user NAME          the user that callers and dispatchers are signed in as (dispatcher1)
          --password WORD      its password (demo)
        """;

    public Uri Url { get; init; } = new("http://127.0.0.1:8120");

    /// <summary>A county package's folder; null for the built-in county.</summary>
    public string? County { get; init; }

    public required string DeviceKeys { get; init; }

    public int? Vehicles { get; init; }

    public bool Callers { get; init; } = true;

    public bool Dispatchers { get; init; } = true;

    public bool Patients { get; init; } = true;

    public int EcgVehicles { get; init; } = new FleetOptions().EcgStreams;

    public bool Radio { get; init; } = true;

    public bool Physicians { get; init; } = true;

    public bool Hospitals { get; init; } = true;

    /// <summary>Calls of a mean day; null for so many as the people of the county make.</summary>
    public double? CallsPerDay { get; init; }

    public int Seed { get; init; } = 1;

    public string User { get; init; } = "dispatcher1";

    public string Password { get; init; } = "demo";

    /// <summary>Reads a command line.</summary>
    /// <exception cref="ArgumentsException">An option is unknown, given without a value, or out of range.</exception>
    public static SimulatorArguments Parse(IReadOnlyList<string> args)
    {
        var read = new SimulatorArguments { DeviceKeys = "" };
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 >= args.Count)
                throw new ArgumentsException($"{args[i]} needs a value");
            read = read.With(args[i], args[i + 1]);
        }

        return read.DeviceKeys.Length > 0 ? read : throw new ArgumentsException("--device-keys is missing");
    }

    /// <summary>The calls of a mean day in a county.</summary>
    public double CallsPerDayIn(County county) =>
        CallsPerDay ?? CallOptions.DefaultPerDay * county.PopulationTotal / CallOptions.DefaultPeople;

    private SimulatorArguments With(string option, string value) => option switch
    {
        "--url" => this with { Url = Address(option, value) },
        "--county" => this with { County = value == "builtin" ? null : value },
        "--device-keys" => this with { DeviceKeys = value },
        "--vehicles" => this with { Vehicles = (int)Number(option, value, 0, 10_000) },
        "--callers" => this with { Callers = Switch(option, value) },
        "--dispatchers" => this with { Dispatchers = Switch(option, value) },
        "--patients" => this with { Patients = Switch(option, value) },
        "--ecg-vehicles" => this with { EcgVehicles = (int)Number(option, value, 0, 1_000) },
        "--radio" => this with { Radio = Switch(option, value) },
        "--physicians" => this with { Physicians = Switch(option, value) },
        "--hospitals" => this with { Hospitals = Switch(option, value) },
        "--calls-per-day" => this with { CallsPerDay = Number(option, value, 0, 100_000) },
        "--seed" => this with { Seed = (int)Number(option, value, 0, int.MaxValue) },
        "--user" => this with { User = value },
        "--password" => this with { Password = value },
        _ => throw new ArgumentsException($"unknown option '{option}'"),
    };

    private static Uri Address(string option, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new ArgumentsException($"{option} takes http://… or https://…, not '{value}'");

    private static double Number(string option, string value, double least, double most) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : throw new ArgumentsException($"{option} takes {least} to {most}, not '{value}'");

    private static bool Switch(string option, string value) => value switch
    {
        "on" => true,
        "off" => false,
        _ => throw new ArgumentsException($"{option} takes on or off, not '{value}'"),
    };
}
