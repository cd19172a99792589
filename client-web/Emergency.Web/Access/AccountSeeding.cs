using System.Collections.Immutable;
using System.Net;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Web.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Emergency.Web.Access;

/// <summary>
/// Makes sure that somebody can sign in: in a demonstration the demonstration accounts and a key for every vehicle, else
/// one administrator whose first password is left in a file that only this user can read.
/// </summary>
internal sealed partial class AccountSeeding(
    IGrainFactory grains,
    IServer server,
    IConfiguration configuration,
    Passwords passwords,
    DemoDevices devices,
    IOptions<WebOptions> options,
    RealTime time,
    ILogger<AccountSeeding> logger) : IHostedLifecycleService, IReadinessCheck
{
    public const string DemoPassword = "demo";

    private const string FirstAdmin = "admin";
    private const string FirstPasswordFile = "first-admin-password";
    private const int Attempts = 30;

    private static readonly ActorRef System = new("system", FactSource.System);

    /// <summary>The hospital in the provincial capital or beyond whose specialists advise by video.</summary>
    private const string PartnerHospital = "上海瑞金医院";

    /// <summary>Where the name of a township health centre ends.</summary>
    private const string HealthCentre = "卫生院";

    private volatile bool _isDone;

    /// <summary>What consoles are told until somebody can sign in.</summary>
    public string Degraded => "recovering";

    /// <summary>Whether somebody can sign in.</summary>
    public ValueTask<bool> IsReady(CancellationToken cancellation) => ValueTask.FromResult(_isDone);

    /// <summary>Before anything listens: refuses the addresses that are known by then.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        RefuseUnlessLoopback(configuration[WebHostDefaults.ServerUrlsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? []);
        return Task.CompletedTask;
    }

    /// <summary>Once everything listens: refuses addresses that came from elsewhere, and makes the accounts.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        RefuseUnlessLoopback(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        await Persist(options.Value.Demo ? SeedDemo : SeedFirstAdmin, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void RefuseUnlessLoopback(IEnumerable<string> addresses)
    {
        if (options.Value.Demo && addresses.FirstOrDefault(address => !IsLoopback(address)) is { } open)
            throw new InvalidOperationException($"demonstration accounts have known passwords: demo mode does not start on {open}");
    }

    internal static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host.Trim('[', ']');
        return host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }

    private async Task SeedDemo()
    {
        // Recovery wakes every unit, so that the board is whole.
        await grains.County().Recover();
        var board = await grains.County().GetBoard();
        if (board.Units.IsEmpty)
            throw new NotReadyException("The county has no units yet.");
        foreach (var account in DemoAccounts(board.Hospitals))
        {
            if (await grains.Accounts().FindUser(account.User) is null)
                await grains.Accounts().PutUser(account with { PasswordHash = passwords.Hash(account.User, DemoPassword) }, System);
        }

        await devices.Seed([.. board.Units.Select(unit => unit.AmbulanceId)], System);
        LogDemo(logger);
    }

    /// <summary>One account for each role, and a specialist of the partner hospital. The hospital desk is that of the hospital with the most
    /// centres; the clinic is a township health centre, or whatever has the fewest.</summary>
    private static IEnumerable<UserAccount> DemoAccounts(ImmutableArray<HospitalView> hospitals)
    {
        var byCentres = hospitals
            .OrderByDescending(hospital => hospital.Centres.Length)
            .ThenBy(hospital => hospital.HospitalId.Value, StringComparer.Ordinal)
            .ToArray();
        var clinic = byCentres.FirstOrDefault(hospital => hospital.Name.EndsWith(HealthCentre, StringComparison.Ordinal)) ?? byCentres.LastOrDefault();
        UserAccount Account(string user, string role, HospitalId? hospital = null, string? affiliation = null) =>
            new(user, "", [role], false, hospital, affiliation);
        return
        [
            Account("dispatcher1", Roles.Dispatcher),
            Account("physician1", Roles.Physician),
            Account("specialist1", Roles.Physician, affiliation: PartnerHospital),
            Account("hospital1", Roles.Hospital, byCentres.FirstOrDefault()?.HospitalId),
            Account("clinic1", Roles.Clinic, clinic?.HospitalId),
            Account("supervisor1", Roles.Supervisor),
            Account("admin1", Roles.Admin),
        ];
    }

    private async Task SeedFirstAdmin()
    {
        if (await grains.Accounts().FindUser(FirstAdmin) is not null)
            return;
        var password = DeviceKeys.NewKey();
        var file = Path.GetFullPath(Path.Combine(options.Value.DataDirectory, FirstPasswordFile));
        await SecretFile.Write(file, password + "\n");
        await grains.Accounts().PutUser(new UserAccount(FirstAdmin, passwords.Hash(FirstAdmin, password), [Roles.Admin], false), System);
        LogFirstAdmin(logger, FirstAdmin, file);
    }

    /// <summary>The actors may take a while to answer after a start. A county that stays without units has no demonstration.</summary>
    private async Task Persist(Func<Task> seed, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await seed();
                _isDone = true;
                return;
            }
            catch (Exception fault) when (attempt < Attempts && fault is (NotReadyException or TimeoutException or OrleansException))
            {
                LogRetry(logger, fault.Message);
                await Task.Delay(options.Value.Live.RetryDelay, time.Provider, cancellation);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demonstration accounts are open, with a password that everybody knows")]
    private static partial void LogDemo(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody could sign in: made the account {User}; its password is in {File}")]
    private static partial void LogFirstAdmin(ILogger logger, string user, string file);

    [LoggerMessage(Level = LogLevel.Information, Message = "The accounts cannot be made yet, trying again: {Why}")]
    private static partial void LogRetry(ILogger logger, string why);
}
