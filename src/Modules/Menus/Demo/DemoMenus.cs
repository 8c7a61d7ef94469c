using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;
using ConnectMe.Telephony.Contracts;
using Marten;

namespace ConnectMe.Menus.Demo;

/// <summary>The demo company has a time condition, called by 260 and 020 555 0120: in business hours to a menu, else to the voicemail of the reception.</summary>
internal sealed class DemoMenus : IDemoContent
{
    public const string Extension = "260";

    public void Add(IDocumentSession session, CompanyId company, IReadOnlyList<Person> people)
    {
        var reception = NamedId.Of("demo-reception", company.Value); // as Queues names it
        var menu = new Menu(NamedId.Of("demo-menu", company.Value), "Hoofdmenu", "261")
        {
            Keys =
            [
                new MenuKey('1', new CallTarget(CallTargetKind.Application, Application: "queue", DestinationId: reception)),
                new MenuKey('2', new CallTarget(CallTargetKind.Colleague, PersonId: people.First(one => one.Extension == "202").Id.Value)),
            ],
            Otherwise = new CallTarget(CallTargetKind.Application, Application: "queue", DestinationId: reception),
            TakesExtensions = true,
        };
        var hours = new TimeCondition(NamedId.Of("demo-hours", company.Value), "Openingstijden", Extension)
        {
            WhenOpen = CompanyMenus.Target(menu.Id),
            WhenClosed = new CallTarget(CallTargetKind.Application, Application: "voicemail", DestinationId: reception),
            NightCode = "*28",
        };
        var none = CompanyMenus.None(MenuStreams.Of(company), company.Value);
        session.Events.StartStream<CompanyMenus>(none.Id, [.. none.Put(menu), .. none.With(menu).Put(hours)]);
    }
}
