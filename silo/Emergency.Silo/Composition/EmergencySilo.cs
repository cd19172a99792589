using System.ComponentModel.DataAnnotations;
using Emergency.Geography;
using Emergency.Grains;
using Emergency.Journal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Emergency.Silo;

/// <summary>Puts a silo together: clock, county, journal, grains and the actor runtime of the lane.</summary>
public static class EmergencySilo
{
    /// <summary>How long a grain may take to answer, in real time.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A signal that was not heard for so long is lost on any clock.</summary>
    private static readonly TimeSpan LongestLost = TimeSpan.FromMinutes(5);

    /// <summary>Adds everything a silo needs to a host; its options are read from the host's configuration.</summary>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    public static IHostApplicationBuilder AddEmergencySilo(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.Get<SiloOptions>() ?? new SiloOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        options.Data = Path.GetFullPath(options.Data);
        Directory.CreateDirectory(options.Data);

        builder.Services
            .AddSingleton(options)
            .AddSingleton(p => new ClockKeeper(options.Data, options.Speed, TimeProvider.System, p.GetRequiredService<ILogger<ClockKeeper>>()))
            .AddSingleton(p => p.GetRequiredService<ClockKeeper>().Clock)
            .AddHostedService(p => p.GetRequiredService<ClockKeeper>())
            .AddSingleton(_ => options.County is { } folder ? Geography.County.Load(folder) : BuiltInCounty.Create())
            .AddSingleton<CountyGeography>()
            .AddSingleton(_ => OrderRules.Load(options.County))
            .AddSingleton(p => p.GetRequiredService<OrderRules>().Set)
            .AddSingleton<ICoverageEngine>(p => new CoverageEngine(p.GetRequiredService<Geography.County>()))
            .AddSingleton<SiloHealth>()
            .AddSqliteJournal(journal => journal.DataDirectory = options.Data)
            .AddSqliteTracks(tracks => tracks.DataDirectory = options.Data)
            .AddSqliteAttachments(attachments => attachments.DataDirectory = options.Data)
            .AddSingleton<AttachmentKeeper>();
        builder.Services.AddOptions<GrainOptions>()
            .Configure(grains => Stretch(grains, options.Speed))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.AddActorRuntime(new ActorRuntimeOptions { DataDirectory = options.Data, ResponseTimeout = ResponseTimeout });
        builder.Services.AddHostedService<Recovery>();
        return builder;
    }

    /// <summary>Paces of networks and processors stay as they are in real time, so on a faster clock they are longer.</summary>
    private static void Stretch(GrainOptions grains, double speed)
    {
        grains.LinkStaleAfter *= speed;
        grains.ClockSpeed = speed;
        grains.UnitTendInterval *= Math.Sqrt(speed);
        grains.ArrivalInterval *= Math.Sqrt(speed);
        grains.CoverageInterval *= speed;
        grains.DrawingInterval *= speed;
        grains.RoadsInterval *= speed;
        grains.RelocationInterval *= speed;
        grains.FixUsableFor *= Math.Sqrt(speed);
        grains.OrderDeliveredWithin *= Math.Sqrt(speed);
        grains.CareTickInterval *= speed;
        grains.VitalsLostAfter = TimeSpan.FromTicks(Math.Min((grains.VitalsLostAfter * speed).Ticks, LongestLost.Ticks));
        grains.CareRenewInterval *= speed;
        grains.EcgLiveFor *= speed;
    }
}
