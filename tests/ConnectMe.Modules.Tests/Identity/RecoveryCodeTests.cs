using ConnectMe.Identity.SecondStep;

namespace ConnectMe.Modules.Tests.Identity;

public class RecoveryCodeTests
{
    [Fact]
    public void A_code_has_at_least_112_random_bits()
    {
        var codes = RecoveryCodes.New();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[A-Z2-7]{4}(-[A-Z2-7]{4}){5}$", code)); // 24 signs of 5 bits
    }

    [Fact]
    public void It_is_the_persons_own_however_it_is_typed()
    {
        var (person, code) = (Guid.NewGuid(), RecoveryCodes.New()[0]);
        var kept = RecoveryCodes.Kept(person, code);

        Assert.Equal(kept, RecoveryCodes.Kept(person, $" {code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()} "));
        Assert.NotEqual(kept, RecoveryCodes.Kept(Guid.NewGuid(), code));
    }
}
