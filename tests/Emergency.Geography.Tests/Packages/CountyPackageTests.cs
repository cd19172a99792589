using System.Security.Cryptography;

namespace Emergency.Geography.Tests.Packages;

public class CountyPackageTests
{
    [Fact]
    public void Load_Saved_IsTheSameCounty()
    {
        using var folder = new TempFolder();
        var county = Counties.BuiltIn;
        CountyPackage.Save(county, folder["county"]);
        var back = County.Load(folder["county"]);
        back.Roads.Data.NodeLon.ShouldBe(county.Roads.Data.NodeLon);
        back.Roads.Data.FirstOut.ShouldBe(county.Roads.Data.FirstOut);
        back.Roads.Data.SirenMs.ShouldBe(county.Roads.Data.SirenMs);
        back.Roads.Data.RoadKind.ShouldBe(county.Roads.Data.RoadKind);
        back.Roads.Data.Names.ShouldBe(county.Roads.Data.Names);
        back.Population.ShouldBe(county.Population);
        back.Stations.ShouldBe(county.Stations);
        back.Places.ShouldBe(county.Places);
        back.Vehicles.Select(v => (v.Id, v.Plate, v.Station, string.Join(';', v.Capabilities), string.Join(';', v.Crew)))
            .ShouldBe(county.Vehicles.Select(v => (v.Id, v.Plate, v.Station, string.Join(';', v.Capabilities), string.Join(';', v.Crew))));
        back.Hospitals.Select(h => (h.Id, h.Name, h.Position, string.Join(';', h.Centres), h.Capacity))
            .ShouldBe(county.Hospitals.Select(h => (h.Id, h.Name, h.Position, string.Join(';', h.Centres), h.Capacity)));
        back.Areas.Boundary.EqualsTopologically(county.Areas.Boundary).ShouldBeTrue();
        back.Areas.Urban!.EqualsTopologically(county.Areas.Urban).ShouldBeTrue();
        System.Text.Json.JsonSerializer.Serialize(back.Profile).ShouldBe(System.Text.Json.JsonSerializer.Serialize(county.Profile));
    }

    [Fact]
    public void Save_LoadedAgain_WritesTheSameBytes()
    {
        using var folder = new TempFolder();
        CountyPackage.Save(Counties.BuiltIn, folder["a"]);
        CountyPackage.Save(County.Load(folder["a"]), folder["b"]);
        HashOf(folder["b"]).ShouldBe(HashOf(folder["a"]));
    }

    [Fact]
    public void Save_OverAPackage_ReplacesItAndLeavesNothingElse()
    {
        using var folder = new TempFolder();
        CountyPackage.Save(Counties.BuiltIn, folder["county"]);
        folder.Write("county/note.txt", "from before");
        CountyPackage.Save(Counties.BuiltIn, folder["county"] + Path.DirectorySeparatorChar);
        File.Exists(folder["county/note.txt"]).ShouldBeFalse();
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([folder["county"]]);
    }

    [Fact]
    public void Save_OverSomethingElse_RefusesAndTouchesNothing()
    {
        using var folder = new TempFolder();
        folder.Write("precious/letter.txt", "dear");
        Should.Throw<IOException>(() => CountyPackage.Save(Counties.BuiltIn, folder["precious"])).Message.ShouldContain("other than a county package");
        Directory.GetFiles(folder["precious"]).ShouldBe([folder["precious/letter.txt"]]);
        Directory.GetFileSystemEntries(folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public void Save_AfterOneThatWasKilled_ClearsWhatItLeft()
    {
        // No process has this number: Linux gives none above 4,194,304.
        using var folder = new TempFolder();
        folder.Write(".county.2000000001.new/county.json", "half");
        folder.Write(".county.2000000001.new.old/county.json", "what was there before");
        folder.Write(".county.notes/keep.txt", "not ours");
        folder.Write($".county.{Environment.ProcessId}.newer/keep.txt", "not ours");
        CountyPackage.Save(Counties.BuiltIn, folder["county"]);
        County.Load(folder["county"]).Profile.Id.ShouldBe(Counties.BuiltIn.Profile.Id);
        Directory.GetFileSystemEntries(folder.Path).Order(StringComparer.Ordinal)
            .ShouldBe(new[] { folder[$".county.{Environment.ProcessId}.newer"], folder[".county.notes"], folder["county"] }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Clear_KilledWhileSwapping_PutsTheOldPackageBack()
    {
        using var folder = new TempFolder();
        folder.Write(".county.2000000001.new/county.json", "half");
        folder.Write(".county.2000000001.new.old/county.json", "what was there before");
        Leftovers.Clear(folder["county"]);
        File.ReadAllText(folder["county/county.json"]).ShouldBe("what was there before");
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([folder["county"]]);
    }

    [Fact]
    public void Save_OverAFile_Refuses()
    {
        using var folder = new TempFolder();
        Should.Throw<IOException>(() => CountyPackage.Save(Counties.BuiltIn, folder.Write("file", "x"))).Message.ShouldContain("is a file");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Load_NetworkDamagedAnywhere_IsNoticed(int seed)
    {
        using var folder = new TempFolder();
        using var source = new TempFolder();
        CountyPackage.Save(CsvFolder.Import(CsvFolder.WriteTo(source), new CountyFindings())!, folder["county"]);
        var path = folder["county/roads.network"];
        var good = File.ReadAllBytes(path);
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var bad = (byte[])good.Clone();
            bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, bad);
            Should.Throw<CountyDataException>(() => County.Load(folder["county"]), $"seed {seed}, case {i}").Findings.ShouldAllBe(f => f.File == "roads.network");
        }

        for (var length = 0; length < good.Length; length += 97)
        {
            File.WriteAllBytes(path, good[..length]);
            Should.Throw<CountyDataException>(() => County.Load(folder["county"]), $"cut to {length} bytes");
        }
    }

    [Fact]
    public void Load_ChecksummedButContradictory_IsNoticed()
    {
        using var folder = new TempFolder();
        using var source = new TempFolder();
        CountyPackage.Save(CsvFolder.Import(CsvFolder.WriteTo(source), new CountyFindings())!, folder["county"]);
        var path = folder["county/roads.network"];
        var good = File.ReadAllBytes(path);
        var noticed = 0;
        // Past the head and the table of sections lie the numbers themselves.
        for (var at = 16; at < good.Length - 36; at += 4)
        {
            var bad = (byte[])good.Clone();
            bad[at + 3] = 0x7F;
            SHA256.HashData(bad.AsSpan(..^32)).CopyTo(bad.AsSpan(^32..));
            File.WriteAllBytes(path, bad);
            try
            {
                County.Load(folder["county"]);
            }
            catch (CountyDataException)
            {
                noticed++;
            }
        }

        noticed.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Load_NewerVersion_SaysSo()
    {
        using var folder = new TempFolder();
        CountyPackage.Save(Counties.BuiltIn, folder["county"]);
        var bytes = File.ReadAllBytes(folder["county/roads.network"]);
        bytes[8] = 99;
        File.WriteAllBytes(folder["county/roads.network"], bytes);
        Should.Throw<CountyDataException>(() => County.Load(folder["county"])).Message.ShouldContain("has version 99: this program reads versions 1 to 2");
    }

    private static string HashOf(string directory) => string.Join(
        '\n',
        Directory.GetFiles(directory).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"));
}
