using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Http;

namespace ConnectMe.Telephony.Features;

/// <summary>Which colleagues are rung or in a call now (M10-05).</summary>
internal static class ShowLines
{
    public static IResult Handle(ICurrentUser me, ILineStates lines) =>
        new Fragment<IReadOnlyDictionary<UserId, LineState>>("/Features/ConnectMe.Telephony/ShowLines/_Lines.cshtml", lines.Of(me.Company));
}
