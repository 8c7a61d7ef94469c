using ConnectMe.Identity.Domain;
using ConnectMe.Kernel.Retention;

namespace ConnectMe.Identity.Retention;

/// <summary>What this module keeps, and how long.</summary>
internal static class IdentityData
{
    public const string Audit = "audit";
    public const string SignIns = "sign-ins";
    public const string Left = "left";
    public const string Links = "links";
    public const string Mail = "mail";
    public const string Imports = "imports";

    static readonly Type[] OfCompany =
    [
        typeof(Company),
        typeof(CompanyRights),
        typeof(CompanyLogo),
        typeof(OpeningHours),
        typeof(Policy),
        typeof(MailSettings),
        typeof(SmsGateway),
        typeof(SupportContact),
        typeof(DirectorySettings),
        typeof(SignInProvider),
        typeof(Founding),
        typeof(RetentionRules),
        typeof(RetentionRun),
    ];

    public static IReadOnlyList<DataClass> Classes { get; } =
    [
        new DataClass(30, Audit, typeof(RetentionText), KeptFor.Months(12))
        {
            Holds = [typeof(AuditEntry), typeof(AuditHead)],
            NotGiven = new Dictionary<Type, string> { [typeof(AuditHead)] = "where the log of the company ends; nobody is in it" },
            Choices = [KeptFor.Months(6), KeptFor.Months(12), KeptFor.Months(24), KeptFor.Months(60), KeptFor.Months(84), KeptFor.Ever],
        },
        new DataClass(40, SignIns, typeof(RetentionText), KeptFor.Days(90))
        {
            Holds = [typeof(BrowserSession)],
            Choices = [KeptFor.Days(30), KeptFor.Days(90), KeptFor.Months(6), KeptFor.Months(12)],
        },
        new DataClass(50, "people", typeof(RetentionText), KeptFor.Ever)
        {
            Holds =
            [
                typeof(User),
                typeof(Credential),
                typeof(SecondFactors),
                typeof(SignInName),
                typeof(Consents),
                typeof(PersonalShortcuts),
                typeof(PersonalLocale),
                typeof(PersonalNote),
                typeof(ProfilePhoto),
                typeof(DirectoryLink),
                typeof(ProviderLink),
            ],
            NotGiven = new Dictionary<Type, string>
            {
                [typeof(Credential)] = "what a password is checked with; it would help nobody but who guesses it",
            },
        },
        new DataClass(60, Left, typeof(RetentionText), KeptFor.Months(24))
        {
            Choices = [KeptFor.Months(1), KeptFor.Months(6), KeptFor.Months(12), KeptFor.Months(24), KeptFor.Months(84), KeptFor.Ever],
        },
        new DataClass(110, Mail, typeof(RetentionText), KeptFor.Days(4)) { Holds = [typeof(OutgoingMail)] },
        new DataClass(120, Links, typeof(RetentionText), KeptFor.Days(4))
        {
            Holds = [typeof(PasswordLink), typeof(PhoneLink), typeof(PendingSignIn), typeof(PendingFactor)],
        },
        new DataClass(130, Imports, typeof(RetentionText), KeptFor.Days(1))
        {
            Holds = [typeof(PendingPeople), typeof(ImportedPeople), typeof(PendingDays)],
            NotGiven = new Dictionary<Type, string>
            {
                [typeof(PendingPeople)] = "a file of an administrator about many; what is taken over from it stands with each account",
                [typeof(ImportedPeople)] = "which accounts one file made or changed; each has it in its own history",
                [typeof(PendingDays)] = "holidays; nobody is in it",
            },
        },
        new DataClass(200, "company", typeof(RetentionText), KeptFor.Ever)
        {
            Holds = [.. OfCompany, typeof(SignInPolicy)],
            NotGiven = OfCompany.ToDictionary(kind => kind, _ => "settings of the company; not of a person"),
        },
    ];
}
