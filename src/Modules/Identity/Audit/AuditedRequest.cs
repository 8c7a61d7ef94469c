using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Identity.Audit;

internal sealed class AuditedRequest(IHttpContextAccessor http, ICurrentUser me, IPeople people) : IAuditedRequest
{
    public void About(string name)
    {
        if (Act is { } act)
        {
            act.About = name;
        }
    }

    public void About(Guid id, string name)
    {
        if (Act is { } act)
        {
            (act.AboutId, act.About) = (id, name);
        }
    }

    public void Is(string act)
    {
        if (Act is { } open)
        {
            open.Act = act;
        }
    }

    public async ValueTask Administers(string act, CancellationToken ct)
    {
        if (Act is not null || http.HttpContext is not { } context)
        {
            return;
        }

        var open = OpenAct.Of(new AuditRule(AuditKind.Administration, AuditMoment.Saved), act, context.Request);
        open.By(me.Company, me.User, (await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id == me.User)?.Name ?? "");
        context.Features.Set(open);
    }

    public void By(CompanyId company, UserId user, string name) => Act?.By(company, user, name);

    OpenAct? Act => http.HttpContext?.Features.Get<OpenAct>();
}
