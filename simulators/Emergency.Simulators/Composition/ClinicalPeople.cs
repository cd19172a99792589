using Microsoft.Extensions.Logging;

namespace Emergency.Simulators;

/// <summary>The simulated physicians and hospital desks, each signed in as one of their own.</summary>
internal sealed class ClinicalPeople(
    SimulatorArguments arguments, CentreOptions centre, Identities identities, Seed seed, TimeProvider system, ILoggerFactory loggers) : IDisposable
{
    private const string PhysicianUser = "physician1";
    private const string HospitalUser = "hospital1";

    private readonly PhysicianOptions _options = new();
    private readonly List<CentreClient> _clients = [];

    /// <summary>The physicians; null when there are none.</summary>
    public Physicians? Physicians { get; private set; }

    /// <summary>The hospital desks; null when there are none.</summary>
    public HospitalDesks? Desks { get; private set; }

    /// <summary>Signs them in, and answers what is to run.</summary>
    /// <exception cref="CentreException">The centre does not have them.</exception>
    public async Task<IReadOnlyList<Func<CancellationToken, Task>>> Start(CountyClock clock, CancellationToken cancellation)
    {
        var parts = new List<Func<CancellationToken, Task>>();
        if (arguments.Physicians)
        {
            var mind = new PhysicianMind(new Deliberation(_options, seed.Branch("physicians")));
            Physicians = new Physicians(
                await SignIn(PhysicianUser, cancellation), mind, _options, clock.Time, system, identities, loggers.CreateLogger<Physicians>());
            parts.Add(Physicians.Run);
        }

        if (arguments.Hospitals)
        {
            var deliberation = new Deliberation(_options, seed.Branch("hospital-desks"));
            Desks = new HospitalDesks(
                await SignIn(HospitalUser, cancellation), deliberation, _options, clock.Time, system, identities, loggers.CreateLogger<HospitalDesks>());
            parts.Add(Desks.Run);
        }

        return parts;
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private async Task<CentreClient> SignIn(string user, CancellationToken cancellation)
    {
        var client = new CentreClient(centre with { User = user }, system, loggers.CreateLogger<CentreClient>());
        _clients.Add(client);
        await client.Start(cancellation);
        return client;
    }
}
