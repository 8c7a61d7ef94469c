using System.Net;
using ConnectMe.Modules.Tests.Fixtures;

namespace ConnectMe.Modules.Tests.Identity;

public sealed class SignInTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Theory]
    [InlineData("anna")]
    [InlineData("anna@garagehofstra.example")]
    [InlineData("  ANNA ")]
    [InlineData("Anna@GarageHofstra.example")]
    [Spec("M2-02")]
    public async Task The_user_name_or_the_e_mail_address_signs_in(string name)
    {
        var answer = await host.NewBrowser().SignIn(name);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal("/", answer.Location);
    }
}
