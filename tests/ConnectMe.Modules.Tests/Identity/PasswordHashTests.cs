using ConnectMe.Identity.Contracts;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class PasswordHashTests
{
    [Fact]
    public void The_password_and_no_other_fits_its_hash()
    {
        var hash = PasswordHash.Of("correct horse battery staple");

        Assert.True(PasswordHash.Verify("correct horse battery staple", hash));
        Assert.False(PasswordHash.Verify("correct horse battery stapler", hash));
        Assert.StartsWith("pbkdf2-sha512$220000$", hash, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_passwords_have_different_hashes() => Assert.NotEqual(PasswordHash.Of("same"), PasswordHash.Of("same"));

    [Fact]
    public void A_hash_made_at_another_cost_still_fits() =>
        // RFC 7914 §11 has vectors for HMAC-SHA-256 only; this one is Python's hashlib.pbkdf2_hmac('sha512', b'password', bytes(16), 1000, 32).
        Assert.True(
            PasswordHash.Verify("password", "pbkdf2-sha512$1000$AAAAAAAAAAAAAAAAAAAAAA$EESOu4DSyRTBWpf82FivmZXiTYfkULQLoZjh6nGOCGY")
        );

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("pbkdf2-sha512$many$AA$AA")]
    [InlineData("md5$1$AA$AA")]
    public void What_is_no_hash_fits_nothing(string stored) => Assert.False(PasswordHash.Verify("", stored));

    [Fact]
    public void Nothing_fits_the_hash_of_nobody() => Assert.False(PasswordHash.Verify("", PasswordHash.OfNobody));
}
