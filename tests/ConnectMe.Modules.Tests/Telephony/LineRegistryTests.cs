using ConnectMe.Kernel;
using ConnectMe.Telephony.Lines;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Modules.Tests.Telephony;

public class LineRegistryTests
{
    static readonly UserId Anna = new(PaperCalls.Anna);
    static readonly UserId Bram = new(PaperCalls.Bram);
    readonly LineRegistry _registry = new();
    readonly Guid _session = Guid.NewGuid();

    [Fact]
    public void A_line_of_another_user_or_company_is_not_given_away()
    {
        var line = NewLine();
        Assert.True(Claim(line, Anna));

        Assert.False(Claim(line, Bram));
        Assert.False(_registry.TryClaim(line, PaperCalls.Bakery, Anna, _session));
        _registry.Mark(line, inUse: false);
        Assert.False(Claim(line, Bram)); // Anna's page may be reloading
        Assert.True(Claim(line, Anna));
    }

    [Fact]
    public void A_user_has_at_most_eight_lines_in_use()
    {
        var lines = Enumerable.Range(0, LineRegistry.MaxLinesPerUser).Select(_ => NewLine()).ToList();
        Assert.All(lines, line => Assert.True(Claim(line, Anna)));

        Assert.False(Claim(NewLine(), Anna));
        Assert.True(Claim(NewLine(), Bram));
        Assert.True(Claim(lines[0], Anna));
    }

    [Fact]
    public void A_lost_line_makes_room_for_a_new_one()
    {
        var lines = Enumerable.Range(0, LineRegistry.MaxLinesPerUser).Select(_ => NewLine()).ToList();
        lines.ForEach(line => Claim(line, Anna));
        _registry.Mark(lines[3], inUse: false);

        Assert.True(Claim(NewLine(), Anna));
        Assert.Null(_registry.OwnerOf(lines[3]));
    }

    [Fact]
    [Spec("M15-02")]
    public void The_lines_of_a_session_go_with_it()
    {
        var (here, elsewhere) = (NewLine(), NewLine());
        Claim(here, Anna);
        _registry.TryClaim(elsewhere, PaperCalls.Garage, Anna, Guid.NewGuid());

        Assert.Equal([here], _registry.Release(PaperCalls.Garage, Anna, _session));
        Assert.NotNull(_registry.OwnerOf(elsewhere));
        Assert.True(Claim(here, Bram)); // the next person at this browser
    }

    bool Claim(LineId line, UserId user) => _registry.TryClaim(line, PaperCalls.Garage, user, _session);

    static LineId NewLine() => new(Guid.NewGuid());
}
