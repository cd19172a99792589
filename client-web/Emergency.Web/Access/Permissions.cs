using System.Collections.Frozen;
using Microsoft.AspNetCore.Authorization;

namespace Emergency.Web.Access;

/// <summary>The roles that an account may have.</summary>
internal static class Roles
{
    public const string Dispatcher = "dispatcher";
    public const string Physician = "physician";
    public const string Hospital = "hospital";
    public const string Supervisor = "supervisor";
    public const string Admin = "admin";

    public static readonly FrozenSet<string> All =
        FrozenSet.Create(StringComparer.Ordinal, Dispatcher, Physician, Hospital, Supervisor, Admin);
}

/// <summary>What may be done, and by whom. Each endpoint and hub names one of these; only the table below speaks of roles.</summary>
internal static class Permission
{
    /// <summary>Reads anything of the county, its cases, units and hospitals.</summary>
    public const string Read = "read";

    /// <summary>Computes scores: any signed-in user.</summary>
    public const string Score = "score";

    /// <summary>Adds a note to a case.</summary>
    public const string Note = "note";

    /// <summary>Opens, amends and ends cases; sends units; sets milestones, destinations and duties.</summary>
    public const string Dispatch = "dispatch";

    /// <summary>Changes a hospital's diversion and capacity, acknowledges its patients; a hospital desk only its own.</summary>
    public const string HospitalDesk = "hospital-desk";

    /// <summary>Reads reports.</summary>
    public const string Report = "report";

    /// <summary>Keeps accounts and device keys.</summary>
    public const string Administer = "administer";

    /// <summary>Reads metrics from elsewhere than the machine itself.</summary>
    public const string Metrics = "metrics";

    /// <summary>Speaks as a vehicle.</summary>
    public const string Vehicle = "vehicle";

    private static readonly (string Permission, string[] Roles)[] Table =
    [
        (Read, [Roles.Dispatcher, Roles.Physician, Roles.Hospital, Roles.Supervisor, Roles.Admin]),
        (Score, [Roles.Dispatcher, Roles.Physician, Roles.Hospital, Roles.Supervisor, Roles.Admin]),
        (Note, [Roles.Dispatcher, Roles.Physician, Roles.Supervisor]),
        (Dispatch, [Roles.Dispatcher, Roles.Supervisor]),
        (HospitalDesk, [Roles.Hospital, Roles.Supervisor]),
        (Report, [Roles.Dispatcher, Roles.Supervisor]),
        (Administer, [Roles.Admin]),
        (Metrics, [Roles.Supervisor, Roles.Admin]),
    ];

    /// <summary>Makes a policy of every line.</summary>
    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var (permission, roles) in Table)
            options.AddPolicy(permission, policy => policy.AddAuthenticationSchemes(Schemes.Staff).RequireRole(roles));
        options.AddPolicy(Vehicle, policy => policy.AddAuthenticationSchemes(Schemes.Device).RequireAuthenticatedUser());
    }

    /// <summary>Whether one of the roles gives a permission; for decisions that depend on what the body asks.</summary>
    public static bool Allows(string permission, IEnumerable<string> roles) =>
        Table.Single(line => line.Permission == permission).Roles.Intersect(roles, StringComparer.Ordinal).Any();
}
