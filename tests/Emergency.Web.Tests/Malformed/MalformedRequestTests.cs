namespace Emergency.Web.Tests;

/// <summary>Every row of the table, in front of a fake county.</summary>
public sealed class MalformedRequestTests(FakeMalformedWorld world) : IClassFixture<FakeMalformedWorld>
{
    public static TheoryData<int, string> Rows()
    {
        var rows = new TheoryData<int, string>();
        foreach (var (index, row) in MalformedTable.All.Index())
            rows.Add(index, row.ToString());
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Request_Malformed_IsRefusedAndChangesNothing(int index, string row)
    {
        var expected = MalformedTable.All.ElementAt(index);
        expected.ToString().ShouldBe(row);

        await MalformedRunner.Run(world, expected);
    }

    [Fact]
    public void Table_HoldsAtLeastFortyRows() => MalformedTable.All.Count().ShouldBeGreaterThanOrEqualTo(40);
}
