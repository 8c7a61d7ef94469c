using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Kernel.Design;

public static class DesignRegistration
{
    /// <summary>What the design's tag helpers and pages of every module are drawn with.</summary>
    public static IServiceCollection AddDesign(this IServiceCollection services) =>
        services.AddSingleton<AssetUrls>().AddSingleton<LocalTime>();
}
