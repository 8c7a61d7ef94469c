using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Copying;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace ConnectMe.Identity.Features;

/// <summary>Answers with somebody's copy once who asks for it has proved who they are; else with the page and what is wrong.</summary>
internal sealed class DataCopySending(
    DataCopies copies,
    DataCopiesAtOnce atOnce,
    LinkProvider.StepUp stepUp,
    IDocumentSession session,
    ICurrentUser me,
    IStringLocalizer<DataCopyText> text
)
{
    public async Task<IActionResult> Send(PageModel page, User of, string password, CancellationToken ct)
    {
        var person = new DataSubject(me.Company, new UserId(of.Id), of.Name, of.Email, me.User);
        if (await stepUp.WhyNot(password, ct) is { } why)
        {
            return Refused(page, why);
        }

        using var turn = atOnce.TryBegin(person.Id);
        if (turn is null)
        {
            return Refused(page, text["OneAtATime"]);
        }

        await copies.Tell(session, person, ct);
        var response = page.Response;
        response.ContentType = "application/zip";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(copies.NameOf(person));
        response.Headers.ContentDisposition = disposition.ToString();
        page.HttpContext.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        await using var body = new PipedBody(response.BodyWriter);
        await copies.Write(body, person, ct);
        return new EmptyResult();
    }

    /// <summary>The form is a plain one, since its answer is a file: it gets its page back.</summary>
    static PageResult Refused(PageModel page, string why)
    {
        page.ModelState.AddModelError(nameof(CopyOwnData.Password), why);
        page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Page();
    }
}
