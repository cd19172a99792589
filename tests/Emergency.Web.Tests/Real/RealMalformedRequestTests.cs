namespace Emergency.Web.Tests;

/// <summary>Every row of the table, in front of a real silo: nothing may reach its journal.</summary>
public sealed class RealMalformedRequestTests(RealMalformedWorld world) : IClassFixture<RealMalformedWorld>
{
    public static TheoryData<int, string> Rows() => MalformedRequestTests.Rows();

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Request_Malformed_IsRefusedAndNothingIsWritten(int index, string row)
    {
        var expected = MalformedTable.All.ElementAt(index);
        expected.ToString().ShouldBe(row);
        if (expected.User == "hospital1")
            Assert.SkipUnless(world.DeskHasItsHospital, "the accounts do not keep whose desk an account is");

        await MalformedRunner.Run(world, expected);
    }
}
