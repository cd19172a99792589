global using Emergency.TestKit;
global using Orleans.Concurrency;
