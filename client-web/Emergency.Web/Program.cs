using Emergency.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddEmergencyWeb();

var app = builder.Build();
app.UseEmergencyWeb();
app.MapEmergencyWeb();
await app.RunAsync();
