using Serilog;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.Host.UseSerilog((context, logger) => logger.ReadFrom.Configuration(context.Configuration));

var app = builder.Build();
app.MapStaticAssets();
app.MapGet("/healthz", () => "Healthy");
await app.RunAsync();
