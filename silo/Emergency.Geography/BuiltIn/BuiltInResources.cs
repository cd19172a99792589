using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Geography;

/// <summary>Stations, vehicles, hospitals and places of the built-in county.</summary>
internal sealed class BuiltInResources
{
    private static readonly string[] AllCentres =
        [HospitalCentre.ChestPain, HospitalCentre.Stroke, HospitalCentre.Trauma, HospitalCentre.Maternal, HospitalCentre.Newborn];

    private static readonly string[] Advanced = [VehicleCapability.AdvancedLifeSupport, VehicleCapability.BasicLifeSupport, VehicleCapability.Stretcher];
    private static readonly string[] Basic = [VehicleCapability.BasicLifeSupport, VehicleCapability.Stretcher];
    private static readonly string[] FullCrew = ["driver", "nurse", "doctor"];
    private static readonly string[] SmallCrew = ["driver", "nurse"];

    /// <summary>What stands where, besides the two hospitals of the seat: the town, and how many vehicles.</summary>
    private static readonly (TownFact Town, int Vehicles)[] TownStations =
    [
        (CountyFacts.Yanglousi, 2), (CountyFacts.Nieshi, 1), (CountyFacts.Taolin, 2), (CountyFacts.Zhanqiao, 1), (CountyFacts.Jiangnan, 1),
        (CountyFacts.Zhongfang, 1), (CountyFacts.Huanggai, 1), (CountyFacts.Baiyangtian, 1),
    ];

    private readonly List<CountyVehicle> _vehicles = [];

    public BuiltInResources(CountyGround ground, IReadOnlyList<Spot> villages, SeededRandom random)
    {
        var peoples = Near(ground, CountyFacts.ChangAn, new Spot(350, -420));
        var traditional = Near(ground, CountyFacts.Wulipai, new Spot(-380, 300));
        Hospitals = [.. HospitalsOf(ground, peoples, traditional)];
        Stations = [.. StationsOf(peoples, traditional)];
        AddVehicles();
        Vehicles = [.. _vehicles];
        var names = new VillageNames(random);
        Places =
        [
            .. CountyFacts.Towns.Select(t => new CountyPlace(
                t.Name, t.NameEn, t == CountyFacts.ChangAn ? PlaceKind.Seat : PlaceKind.Town, Rounded(ground.SeatOf(t)), IsApproximate: true)),
            .. villages.Select(v => (Name: names.Next(), Position: Rounded(ground.Frame.ToPoint(v))))
                .Select(v => new CountyPlace(v.Name.Zh, v.Name.En, PlaceKind.Village, v.Position, IsApproximate: true)),
        ];
    }

    public ImmutableArray<CountyHospital> Hospitals { get; }

    public ImmutableArray<CountyStation> Stations { get; }

    public ImmutableArray<CountyVehicle> Vehicles { get; }

    public ImmutableArray<CountyPlace> Places { get; }

    private static IEnumerable<CountyHospital> HospitalsOf(CountyGround ground, GeoPoint peoples, GeoPoint traditional)
    {
        yield return new(new("H01"), "临湘市人民医院", "Linxiang People's Hospital", peoples, [.. AllCentres], 24);
        yield return new(new("H02"), "临湘市中医院", "Linxiang Hospital of Traditional Chinese Medicine", traditional, [], 12);
        var number = 3;
        foreach (var town in CountyFacts.Towns)
        {
            var name = town.IsUrban || town == CountyFacts.Taokuang ? town.Name + "社区卫生服务中心" : town.Name + "卫生院";
            yield return new(new($"H{number++:00}"), name, $"{town.NameEn} Health Centre", Near(ground, town, new Spot(60, 90)), [], town.People > 30_000 ? 4 : 2);
        }
    }

    private IEnumerable<CountyStation> StationsOf(GeoPoint peoples, GeoPoint traditional)
    {
        yield return new(new("ST01"), "市人民医院急救站", "People's Hospital Station", peoples, 8);
        yield return new(new("ST02"), "市中医院急救站", "TCM Hospital Station", traditional, 4);
        var number = 3;
        foreach (var (town, vehicles) in TownStations)
        {
            var centre = Hospitals.First(h => h.NameEn == $"{town.NameEn} Health Centre");
            yield return new(new($"ST{number++:00}"), town.ShortName + "急救点", $"{town.NameEn} Station", centre.Position, vehicles + 1);
        }
    }

    private void AddVehicles()
    {
        var first = Stations[0].Id;
        Add(first, [.. Advanced, VehicleCapability.Ventilator], FullCrew);
        Add(first, [.. Advanced, VehicleCapability.Ventilator], FullCrew);
        Add(first, Advanced, FullCrew);
        Add(first, [.. Advanced, VehicleCapability.NegativePressure], FullCrew);
        Add(first, [.. Advanced, VehicleCapability.Newborn, VehicleCapability.Ventilator], FullCrew);
        Add(first, [VehicleCapability.AdvancedLifeSupport, VehicleCapability.DoctorCar], ["driver", "doctor"]);
        Add(Stations[1].Id, Advanced, FullCrew);
        Add(Stations[1].Id, [VehicleCapability.AdvancedLifeSupport, VehicleCapability.DoctorCar], ["driver", "doctor"]);
        for (var i = 0; i < TownStations.Length; i++)
        {
            for (var n = 0; n < TownStations[i].Vehicles; n++)
            {
                var isLarge = n == 0 && TownStations[i].Vehicles > 1;
                Add(Stations[i + 2].Id, isLarge ? Advanced : Basic, isLarge ? FullCrew : SmallCrew);
            }
        }
    }

    private void Add(StationId station, string[] capabilities, string[] crew)
    {
        var number = _vehicles.Count + 1;
        _vehicles.Add(new(new($"A{number:00}"), SyntheticPlate.Of(number), station, [.. capabilities], [.. crew]));
    }

    private static GeoPoint Near(CountyGround ground, TownFact town, Spot aside)
    {
        var seat = ground.SpotOf(town);
        return Rounded(ground.Frame.ToPoint(new Spot(seat.X + aside.X, seat.Y + aside.Y)));
    }

    private static GeoPoint Rounded(GeoPoint point) => new(Math.Round(point.Longitude, 6), Math.Round(point.Latitude, 6));
}

/// <summary>Number plates that look right and belong to nobody: letters of the prefecture, then X0 and a running number.</summary>
internal static class SyntheticPlate
{
    public static string Of(int number) => number < 1000 ? $"湘F·X0{number:000}" : $"湘F·X{number:00000}";
}
