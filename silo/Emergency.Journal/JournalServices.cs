using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Emergency.Journal;

/// <summary>Registers the stores.</summary>
public static class JournalServices
{
    /// <summary>Adds <see cref="IJournal"/> kept in SQLite. It opens with its first use and closes, after committing what waits, with the
    /// container.</summary>
    public static IServiceCollection AddSqliteJournal(this IServiceCollection services, Action<JournalOptions> configure)
    {
        services.AddOptions<JournalOptions>().Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(p => SqliteJournal.Open(
            p.GetRequiredService<IOptions<JournalOptions>>().Value,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<SqliteJournal>>()));
        services.AddSingleton<IJournal>(p => p.GetRequiredService<SqliteJournal>());
        return services;
    }

    /// <summary>Adds <see cref="ITrackStore"/> kept in SQLite. It opens with its first use and closes, after committing what waits, with
    /// the container.</summary>
    public static IServiceCollection AddSqliteTracks(this IServiceCollection services, Action<TrackOptions> configure)
    {
        services.AddOptions<TrackOptions>().Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(p => SqliteTrackStore.Open(
            p.GetRequiredService<IOptions<TrackOptions>>().Value,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<SqliteTrackStore>>()));
        services.AddSingleton<ITrackStore>(p => p.GetRequiredService<SqliteTrackStore>());
        return services;
    }

    /// <summary>Adds <see cref="IAttachmentStore"/> kept in SQLite. It opens with its first use and closes, after committing what waits,
    /// with the container.</summary>
    public static IServiceCollection AddSqliteAttachments(this IServiceCollection services, Action<AttachmentOptions> configure)
    {
        services.AddOptions<AttachmentOptions>().Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(p => SqliteAttachmentStore.Open(
            p.GetRequiredService<IOptions<AttachmentOptions>>().Value,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<SqliteAttachmentStore>>()));
        services.AddSingleton<IAttachmentStore>(p => p.GetRequiredService<SqliteAttachmentStore>());
        return services;
    }
}
