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

    /// <summary>A village clinic or township health centre.</summary>
    public const string Clinic = "clinic";

    public static readonly FrozenSet<string> All =
        FrozenSet.Create(StringComparer.Ordinal, Dispatcher, Physician, Hospital, Supervisor, Admin, Clinic);
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

    /// <summary>Speaks to a crew, says what is known of a patient, takes part from afar, answers alarms; gives no orders.</summary>
    public const string Guide = "guide";

    /// <summary>Gives orders and reads ECGs.</summary>
    public const string Order = "order";

    /// <summary>Opens green channels and says what happened on them; a hospital desk only on those that lead to it.</summary>
    public const string Channel = "channel";

    /// <summary>Opens a case from a clinic.</summary>
    public const string Clinic = "clinic";

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
        (Read, [Roles.Dispatcher, Roles.Physician, Roles.Hospital, Roles.Supervisor, Roles.Admin, Roles.Clinic]),
        (Score, [Roles.Dispatcher, Roles.Physician, Roles.Hospital, Roles.Supervisor, Roles.Admin, Roles.Clinic]),
        (Note, [Roles.Dispatcher, Roles.Physician, Roles.Supervisor]),
        (Dispatch, [Roles.Dispatcher, Roles.Supervisor]),
        (HospitalDesk, [Roles.Hospital, Roles.Supervisor]),
        (Guide, [Roles.Physician, Roles.Dispatcher, Roles.Supervisor, Roles.Clinic]),
        (Order, [Roles.Physician]),
        (Channel, [Roles.Physician, Roles.Dispatcher, Roles.Hospital, Roles.Supervisor, Roles.Clinic]),
        (Clinic, [Roles.Clinic]),
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
