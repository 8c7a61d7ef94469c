using System.Globalization;
using ConnectMe.Host.Shell;
using ConnectMe.Identity;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;

namespace ConnectMe.Host.Web;

/// <summary>What every request passes, in order. Modules bring the pages.</summary>
internal static class WebSetup
{
    public static void AddWeb(this WebApplicationBuilder builder, IDataFolder folder)
    {
        var services = builder.Services;
        builder.WebHost.UseStaticWebAssets(); // else a build run outside Development answers 200 with an empty body
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 256 * 1024; // forms and SDP; uploads will raise it for their own route
            kestrel.ConfigureHttpsDefaults(kestrel.ApplicationServices.GetRequiredService<HttpsCertificate>().Use);
        });

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<HttpsCertificate>();
        services.AddSingleton<CertificateWatch>().AddHostedService(s => s.GetRequiredService<CertificateWatch>());
        services.AddSingleton(
            new SettingsEntry(85, "/admin/certificate", "lock", typeof(CertificateText), "Certificate", SettingsGroup.Server)
        );
        services.AddHealthChecks().AddCheck<HttpsCertificate>("https");
        services.AddSingleton<LiveUpdates>();
        services.AddSingleton<ILiveUpdates>(s => s.GetRequiredService<LiveUpdates>());
        services.AddHttpContextAccessor();
        services.AddScoped<SettingsMenu>();
        services.AddDesign();
        services.AddLocalization(o => o.ResourcesPath = "Resources");
        services.Configure<RequestLocalizationOptions>(Cultures);
        services
            .AddRazorPages(o => o.RootDirectory = "/Features")
            .AddMvcOptions(o =>
            {
                o.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true; // FluentValidation words the messages
                o.Filters.Add<HandledMethods>();
            });
        services.AddAntiforgery(o =>
        {
            o.HeaderName = "RequestVerificationToken";
            o.SuppressXFrameOptionsHeader = true; // frame-ancestors says it
        });
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((o, http) => o.Cookie = new FormCookie(http));
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true; // antiforgery tokens are masked anew in each page, so their length tells nothing (BREACH)
            o.Providers.Add<BrotliPages>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            TrustedProxies.Add(o, builder.Configuration["Proxy:Trusted"] ?? "");
        });
        services.AddDataProtection().SetApplicationName("ConnectMe").PersistKeysToFileSystem(Keys(folder));
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<KnownMethods>();
        app.UseResponseCompression();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error/500",
                StatusCodeSelector = failure =>
                    failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            }
        );
        app.UseWhen(IsNavigation, pages => pages.UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseRouting();
        app.UseMiddleware<SameOrigin>();
        app.UseSetUpFirst();
        app.UseAuthentication();
        app.UseRequestLocalization(); // the company has a language too
        app.UseAudit();
        app.UseAuthorization();
        app.UseConsentFirst();
        app.UseMiddleware<Antiforgery>();
        app.UseMiddleware<TextOnly>();
        app.UseAntiforgery(); // checks less, but endpoints that read a form insist on it
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapGet("/", () => TypedResults.Redirect("/calls"));
    }

    /// <summary>A person looks at the answer; scripts read the status.</summary>
    static bool IsNavigation(HttpContext context) =>
        context.Request.Headers["Sec-Fetch-Mode"] is not { Count: > 0 } mode || mode == "navigate";

    /// <summary>The keys of cookies and tokens: whoever has them can forge both, so the folder is ours alone.</summary>
    static DirectoryInfo Keys(IDataFolder folder) =>
        Directory.CreateDirectory(
            Path.Combine(folder.Path, "keys"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );

    /// <summary>Dutch unless the user chose otherwise; the browser's languages do not count (M2-07).</summary>
    static void Cultures(RequestLocalizationOptions options)
    {
        var cultures = new[] { new CultureInfo("nl"), new CultureInfo("en") };
        options.DefaultRequestCulture = new RequestCulture(cultures[0]);
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.RequestCultureProviders = [new LanguageCookie { CookieName = "connectme-language" }];
    }
}
