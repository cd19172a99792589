using Emergency.Web.Http;

namespace Emergency.Web.Api;

/// <summary>The REST API: one line for each file of endpoints.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").AddEndpointFilter<BoundFilter>();
        api.MapSession();
        api.MapCases();
        api.MapAssignments();
        api.MapCare();
        api.MapVitals();
        api.MapOrders();
        api.MapChannels();
        api.MapClinic();
        api.MapPeople();
        api.MapAmbulances();
        api.MapHospitals();
        api.MapCounty();
        api.MapCoverage();
        api.MapRoads();
        api.MapRelocations();
        api.MapMaps();
        api.MapAccounts();
        api.MapScores();
    }
}
