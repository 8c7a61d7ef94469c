using System.Security.Claims;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.SignIns;

/// <summary>Read from the request's principal, which <see cref="SessionCookieHandler"/> made.</summary>
internal sealed class CurrentUser(IHttpContextAccessor http) : ICurrentUser, ICompanyScope
{
    public CompanyId Company => ((ICompanyScope)this).Company ?? throw Nobody();

    public UserId User => new(Claim(UserClaim) ?? throw Nobody());

    public Guid Session => Claim(SessionClaim) ?? throw Nobody();

    CompanyId? ICompanyScope.Company => Claim(CompanyClaim) is { } id ? new CompanyId(id) : null;

    internal static ClaimsPrincipal Principal(OpenSession session) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(CompanyClaim, session.Company.ToString()),
                    new Claim(UserClaim, session.User.ToString()),
                    new Claim(SessionClaim, session.Id.ToString("n")),
                ],
                SessionCookieHandler.Scheme
            )
        );

    Guid? Claim(string type) => http.HttpContext?.User.FindFirstValue(type) is { } value ? Guid.ParseExact(value, "n") : null;

    static InvalidOperationException Nobody() => new("Nobody is signed in for this request.");

    const string CompanyClaim = "company";
    const string UserClaim = "sub"; // antiforgery tokens are bound to it
    const string SessionClaim = "sid";
}
