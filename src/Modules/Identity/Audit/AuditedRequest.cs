using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Audit;

internal sealed class AuditedRequest(IHttpContextAccessor http) : IAuditedRequest
{
    public void About(string name)
    {
        if (Act is { } act)
        {
            act.About = name;
        }
    }

    public void Is(string act)
    {
        if (Act is { } open)
        {
            open.Act = act;
        }
    }

    public void By(CompanyId company, UserId user, string name) => Act?.By(company, user, name);

    OpenAct? Act => http.HttpContext?.Features.Get<OpenAct>();
}
