using ConnectMe.Dashboards.Domain;

namespace ConnectMe.Modules.Tests.Dashboards;

/// <summary>Where widgets stand, without a page.</summary>
public sealed class ArrangementTests
{
    static readonly string[] Known = ["a", "b", "c", "d"];

    [Theory]
    [Spec("M5-03")]
    [InlineData("a~b.c", "c", WidgetStep.Up, "a~c.b")]
    [InlineData("a~b.c", "b", WidgetStep.Down, "a~c.b")]
    [InlineData("a~b.c", "c", WidgetStep.Left, "a.c~b")]
    [InlineData("a~b.c", "a", WidgetStep.Right, "~a.b.c")]
    [InlineData("a~b.c", "b", WidgetStep.Up, "a~b.c")]
    [InlineData("a~b.c", "c", WidgetStep.Down, "a~b.c")]
    [InlineData("a~b.c", "a", WidgetStep.Left, "a~b.c")]
    [InlineData("a~b.c", "b", WidgetStep.Right, "a~b.c")]
    [InlineData("a~b.c", "d", WidgetStep.Up, "a~b.c")]
    public void A_widget_takes_one_step_or_stays_where_there_is_none(string from, string key, WidgetStep step, string to) =>
        Assert.Equal(to, $"{Arrangement.Read(from).Moved(key, step)}");

    [Theory]
    [InlineData("a.b~c", "a.b~c")]
    [InlineData("a.a~a.c", "a~c")]
    [InlineData("a.x~y", "a~")]
    [InlineData("a", "a~")]
    [InlineData("~..a.~b", "~a")]
    [InlineData("", "~")]
    [InlineData(null, "~")]
    public void Of_what_stands_in_an_address_each_known_widget_is_read_once(string? written, string read) =>
        Assert.Equal(read, $"{Arrangement.Read(written).Of(Known)}");

    [Fact]
    [Spec("M5-03")]
    public void What_is_removed_makes_room_for_another()
    {
        var arrangement = Arrangement.Usual(["a", "b"]).Without("a");

        Assert.Equal("~b", $"{arrangement}");
        Assert.Equal("c~b", $"{arrangement.With("c", onTheLeft: true)}");
        Assert.Equal("~b.c", $"{arrangement.With("c", onTheLeft: false)}");
        Assert.Equal(arrangement, arrangement.With("b", onTheLeft: true));
    }
}
